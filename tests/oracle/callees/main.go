// Command callees prints who is called by every call in some packages, as
// go/types resolves it: one line `file:line:column<TAB>callee` a call.
//
// Usage: callees PACKAGE...
//
// Files are relative to GOROOT/src. Columns count bytes from 1 and point at the
// callee's name, the last one of a selector; where there is no name, as in
// f()(), at the opening parenthesis of the arguments. A callee is
//
//	import/path.Func
//	import/path.Type.Method   the type that declares the method, without type arguments
//	interface.Method          of an interface without a name
//	builtin.len, unsafe.Sizeof, builtin.error.Error
//	conversion                T(x)
//	value                     a variable, field, parameter or result of a function type
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sort"
	"strings"
)

// listed is what `go list` says of a package.
type listed struct {
	ImportPath string
	Dir        string
	Export     string
	Root       string
	GoFiles    []string
	ImportMap  map[string]string
	DepOnly    bool
}

func main() {
	out := bufio.NewWriter(os.Stdout)
	err := run(out, os.Args[1:])
	if err == nil {
		err = out.Flush()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "callees:", err)
		os.Exit(1)
	}
}

func run(out io.Writer, paths []string) error {
	packages, err := list(paths)
	if err != nil {
		return err
	}
	exports := map[string]string{}
	for _, pkg := range packages {
		exports[pkg.ImportPath] = pkg.Export
	}
	for _, pkg := range packages {
		if pkg.DepOnly {
			continue
		}
		lines, err := callees(pkg, exports)
		if err != nil {
			return fmt.Errorf("%s: %w", pkg.ImportPath, err)
		}
		sort.Strings(lines)
		for _, line := range lines {
			fmt.Fprintln(out, line)
		}
	}
	return nil
}

// list asks Go, without cgo so that every machine reads the same files.
func list(paths []string) ([]*listed, error) {
	fields := "-json=ImportPath,Dir,Export,Root,GoFiles,ImportMap,DepOnly"
	command := exec.Command("go", append([]string{"list", "-deps", "-export", fields}, paths...)...)
	command.Env = append(os.Environ(), "CGO_ENABLED=0", "GOWORK=off", "GOFLAGS=")
	command.Stderr = os.Stderr
	answer, err := command.Output()
	if err != nil {
		return nil, err
	}
	var packages []*listed
	decoder := json.NewDecoder(bytes.NewReader(answer))
	for {
		pkg := new(listed)
		if err := decoder.Decode(pkg); errors.Is(err, io.EOF) {
			return packages, nil
		} else if err != nil {
			return nil, err
		}
		packages = append(packages, pkg)
	}
}

func callees(pkg *listed, exports map[string]string) ([]string, error) {
	fset := token.NewFileSet()
	var files []*ast.File
	for _, name := range pkg.GoFiles {
		file, err := parser.ParseFile(fset, filepath.Join(pkg.Dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		files = append(files, file)
	}
	info := &types.Info{
		Types:      map[ast.Expr]types.TypeAndValue{},
		Uses:       map[*ast.Ident]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{},
	}
	config := &types.Config{
		Importer: importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) {
			if mapped, found := pkg.ImportMap[path]; found {
				path = mapped
			}
			return os.Open(exports[path])
		}),
		Sizes: types.SizesFor("gc", runtime.GOARCH),
	}
	if _, err := config.Check(pkg.ImportPath, fset, files, info); err != nil {
		return nil, err
	}
	var lines []string
	for _, file := range files {
		ast.Inspect(file, func(node ast.Node) bool {
			if call, ok := node.(*ast.CallExpr); ok {
				pos, callee := resolve(call, info)
				lines = append(lines, where(pkg, fset.Position(pos))+"\t"+callee)
			}
			return true
		})
	}
	return lines, nil
}

func where(pkg *listed, at token.Position) string {
	name, err := filepath.Rel(filepath.Join(pkg.Root, "src"), at.Filename)
	if err != nil {
		name = at.Filename
	}
	return fmt.Sprintf("%s:%d:%d", filepath.ToSlash(name), at.Line, at.Column)
}

func resolve(call *ast.CallExpr, info *types.Info) (token.Pos, string) {
	fun := strip(call.Fun, info)
	name := nameOf(fun)
	pos := call.Lparen
	if name != nil {
		pos = name.Pos()
	}
	if info.Types[call.Fun].IsType() {
		return pos, "conversion"
	}
	if name == nil {
		return pos, "value"
	}
	switch object := info.Uses[name].(type) {
	case *types.Builtin:
		return pos, qualifier(object.Pkg()) + "." + object.Name()
	case *types.Func:
		return pos, describe(object)
	}
	return pos, "value"
}

// strip removes parentheses and type arguments.
func strip(fun ast.Expr, info *types.Info) ast.Expr {
	fun = ast.Unparen(fun)
	switch indexed := fun.(type) {
	case *ast.IndexListExpr:
		return strip(indexed.X, info)
	case *ast.IndexExpr:
		if info.Types[indexed.Index].IsType() {
			return strip(indexed.X, info)
		}
	}
	return fun
}

func nameOf(fun ast.Expr) *ast.Ident {
	switch fun := fun.(type) {
	case *ast.Ident:
		return fun
	case *ast.SelectorExpr:
		return fun.Sel
	}
	return nil
}

func describe(function *types.Func) string {
	function = function.Origin()
	receiver := function.Signature().Recv()
	if receiver == nil {
		return qualifier(function.Pkg()) + "." + function.Name()
	}
	of := types.Unalias(receiver.Type())
	if pointer, ok := of.(*types.Pointer); ok {
		of = types.Unalias(pointer.Elem())
	}
	named, ok := of.(*types.Named)
	if !ok {
		return "interface." + function.Name()
	}
	owner := named.Obj()
	return strings.Join([]string{qualifier(owner.Pkg()), owner.Name(), function.Name()}, ".")
}

func qualifier(pkg *types.Package) string {
	if pkg == nil {
		return "builtin"
	}
	return pkg.Path()
}
