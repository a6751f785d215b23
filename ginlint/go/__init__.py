"""What ginlint knows about Go; it knows no rule."""

from ginlint.go.call import Call, calls_in
from ginlint.go.file import File
from ginlint.go.names import Function, Variable
from ginlint.go.package import Package
from ginlint.go.project import Directory, Project, SourceFile, link

__all__ = [
    "Call",
    "Directory",
    "File",
    "Function",
    "Package",
    "Project",
    "SourceFile",
    "Variable",
    "calls_in",
    "link",
]
