"""The rules that come with ginlint, in a folder for each topic."""
