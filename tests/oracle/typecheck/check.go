package main

import (
	"errors"
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"path/filepath"
	"runtime"
	"sort"
	"strings"
)

const excuse = "does-not-compile:"

// checker holds what all cases share: positions, dependencies, complaints.
type checker struct {
	root     string
	fset     *token.FileSet
	external types.Importer
	local    map[string]*types.Package // by import path, of the module at hand
	current  *unit
	units    map[string]*unit // by key, of all modules
	problems []problem
	excuses  map[string]map[int]bool // file → line (0: whole file) → used
}

func newChecker(root string) *checker {
	return &checker{root: root, fset: token.NewFileSet(), excuses: map[string]map[int]bool{}}
}

func (c *checker) relative(dir, name string) string {
	relative, err := filepath.Rel(c.root, filepath.Join(dir, name))
	if err != nil {
		return filepath.Join(dir, name)
	}
	return filepath.ToSlash(relative)
}

// parse reads the unit's files; syntax errors become problems.
func (c *checker) parse(u *unit) error {
	names, err := u.names()
	if err != nil {
		return err
	}
	for _, name := range names {
		file, err := parser.ParseFile(c.fset, filepath.Join(u.dir, name), nil, parser.ParseComments|parser.SkipObjectResolution)
		if file != nil {
			c.collectExcuses(file)
		}
		var list scanner.ErrorList
		if errors.As(err, &list) {
			for _, e := range list {
				c.complain(e.Pos, e.Msg)
			}
			continue
		}
		if err != nil {
			return err
		}
		u.files = append(u.files, file)
	}
	return nil
}

func (c *checker) collectExcuses(file *ast.File) {
	for _, group := range file.Comments {
		for _, comment := range group.List {
			if !strings.Contains(comment.Text, excuse) {
				continue
			}
			at := c.fset.Position(comment.Pos())
			line := at.Line
			if comment.Pos() < file.Package {
				line = 0
			}
			name := c.relative("", at.Filename)
			if c.excuses[name] == nil {
				c.excuses[name] = map[int]bool{}
			}
			c.excuses[name][line] = false
		}
	}
}

func (c *checker) complain(at token.Position, message string) {
	name := c.relative("", at.Filename)
	for _, line := range []int{0, at.Line} {
		if _, excused := c.excuses[name][line]; excused {
			c.excuses[name][line] = true
			return
		}
	}
	c.problems = append(c.problems, problem{name, at.Line, at.Column, message})
}

// check type-checks the unit; `package x_test` beside `package x` comes second.
func (c *checker) check(u *unit) {
	if u.modulePath == "" || c.current == nil || u.moduleDir != c.current.moduleDir {
		c.local = map[string]*types.Package{}
	}
	c.current = u
	if u.modulePath != "" {
		_, _ = c.Import(u.importPath)
	} else {
		c.local[u.importPath] = c.checkFiles(u, u.importPath, withoutExternalTests(u.files, true))
	}
	if tests := withoutExternalTests(u.files, false); len(tests) > 0 {
		c.checkFiles(u, u.importPath+"_test", tests)
	}
}

// withoutExternalTests returns the files that belong to the package itself, or
// the others, in a unit that has both.
func withoutExternalTests(files []*ast.File, own bool) []*ast.File {
	base := ""
	for _, file := range files {
		if !strings.HasSuffix(file.Name.Name, "_test") {
			base = file.Name.Name
		}
	}
	var kept []*ast.File
	for _, file := range files {
		external := base != "" && file.Name.Name == base+"_test"
		if external != own {
			kept = append(kept, file)
		}
	}
	return kept
}

func (c *checker) checkFiles(u *unit, importPath string, files []*ast.File) *types.Package {
	config := &types.Config{
		GoVersion: u.version,
		Importer:  c,
		Sizes:     types.SizesFor(build.Default.Compiler, runtime.GOARCH),
		Error: func(err error) {
			var typeError types.Error
			if errors.As(err, &typeError) {
				c.complain(c.fset.Position(typeError.Pos), typeError.Msg)
			}
		},
	}
	pkg, _ := config.Check(importPath, c.fset, files, nil)
	return pkg
}

// Import implements types.Importer: own packages from source, others from export data.
func (c *checker) Import(importPath string) (*types.Package, error) {
	if pkg := c.local[importPath]; pkg != nil {
		return pkg, nil
	}
	if c.current.modulePath == "" || !within(c.current.modulePath, importPath) {
		return c.external.Import(importPath)
	}
	u := c.units[key(c.current.moduleDir, importPath)]
	if u == nil || u.loading {
		return nil, fmt.Errorf("no package %s in this module, or an import cycle", importPath)
	}
	u.loading = true
	pkg := c.checkFiles(u, importPath, withoutExternalTests(u.files, true))
	c.local[importPath] = pkg
	return pkg, nil
}

// finish returns all problems in order, unused excuses among them.
func (c *checker) finish() []problem {
	for name, lines := range c.excuses {
		for line, used := range lines {
			if !used {
				c.problems = append(c.problems, problem{name, line, 1, "compiles, though it says that it does not"})
			}
		}
	}
	sort.Slice(c.problems, func(i, j int) bool {
		a, b := c.problems[i], c.problems[j]
		if a.File != b.File {
			return a.File < b.File
		}
		return a.Line < b.Line || a.Line == b.Line && a.Column < b.Column
	})
	return c.problems
}
