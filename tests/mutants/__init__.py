"""Wrong SQL that the tests must notice: a list, and a runner that shows that they do."""
