"""The tests of pitterm, laid out as the package is."""
