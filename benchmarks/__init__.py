"""How fast pitterm is, each figure beside a floor measured in the same run.

`python -m benchmarks` prints a table in Markdown; a ratio survives a change of machine, the
milliseconds do not.
"""
