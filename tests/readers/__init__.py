"""Tests with the programs that read the files of eyebib."""
