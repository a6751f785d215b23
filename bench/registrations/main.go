// Command registrations prints where Go code below a folder registers routes, as far as names tell:
// path:line and the method's name, a line for each call. It knows neither types nor ginlint.
package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

var frameworks = regexp.MustCompile(`^(github\.com/(gin-gonic/gin|labstack/echo(/v\d)?|gofiber/fiber(/v\d)?|go-chi/chi(/v\d)?|` +
	`gorilla/mux|minio/mux|julienschmidt/httprouter|cloudwego/hertz/pkg/(app/server|route)|zeromicro/go-zero/rest|` +
	`go-kratos/kratos/v2/transport/http)|google\.golang\.org/grpc|net/http)$`)

// Names that say enough with two arguments or more, and those that need a path as the first one.
var (
	loud     = regexp.MustCompile(`^(GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS|HandleFunc|MethodFunc)$`)
	quiet    = regexp.MustCompile(`^(Get|Post|Put|Delete|Patch|Head|Options|Any|All|Handle|Match|Mount|Static|StaticFS|StaticFile|Method|Add)$`)
	service  = regexp.MustCompile(`^Register[A-Z]\w*Server$`)
	fallback = regexp.MustCompile(`^(NoRoute|NoMethod|AddRoutes|MethodNotAllowed)$`)
)

func main() {
	root := os.Args[1]
	filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return nil
		}
		name := entry.Name()
		if entry.IsDir() {
			if path != root && (strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") || name == "vendor" || name == "testdata" || name == "node_modules") {
				return filepath.SkipDir
			}
			return nil
		}
		if strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") {
			file(root, path)
		}
		return nil
	})
}

func file(root, path string) {
	fset := token.NewFileSet()
	parsed, err := parser.ParseFile(fset, path, nil, parser.ParseComments)
	if err != nil || ast.IsGenerated(parsed) || ignored(parsed) {
		return
	}
	known := false
	for _, spec := range parsed.Imports {
		known = known || frameworks.MatchString(strings.Trim(spec.Path.Value, `"`))
	}
	if !known {
		return
	}
	relative, _ := filepath.Rel(root, path)
	ast.Inspect(parsed, func(node ast.Node) bool {
		call, ok := node.(*ast.CallExpr)
		if !ok {
			return true
		}
		selector, ok := call.Fun.(*ast.SelectorExpr)
		if ok && registers(selector.Sel.Name, call) {
			fmt.Printf("%s:%d %s\n", filepath.ToSlash(relative), fset.Position(call.Pos()).Line, selector.Sel.Name)
		}
		return true
	})
}

func ignored(parsed *ast.File) bool {
	for _, group := range parsed.Comments {
		if group.Pos() < parsed.Package && strings.Contains(group.Text()+group.List[0].Text, "go:build ignore") {
			return true
		}
	}
	return false
}

func registers(name string, call *ast.CallExpr) bool {
	args := call.Args
	switch {
	case service.MatchString(name):
		return len(args) == 2
	case fallback.MatchString(name):
		return len(args) >= 1
	case loud.MatchString(name):
		return len(args) >= 2
	case quiet.MatchString(name):
		return len(args) >= 2 && (path(args[0]) || (verb(args[0]) && path(args[1]))) && handler(args[len(args)-1])
	}
	return false
}

// path tells a string that begins like a path, or an expression that does.
func path(expr ast.Expr) bool {
	switch expr := expr.(type) {
	case *ast.BasicLit:
		text := strings.Trim(expr.Value, "\"`")
		return expr.Kind == token.STRING && (text == "" || strings.HasPrefix(text, "/") || regexp.MustCompile(`^[A-Z]+ /`).MatchString(text))
	case *ast.BinaryExpr:
		return path(expr.X) || path(expr.Y)
	}
	return false
}

func verb(expr ast.Expr) bool {
	switch expr := expr.(type) {
	case *ast.BasicLit:
		return regexp.MustCompile(`^"[A-Z]+"$`).MatchString(expr.Value)
	case *ast.SelectorExpr:
		return strings.HasPrefix(expr.Sel.Name, "Method")
	}
	return false
}

// handler leaves out what cannot answer requests: texts, numbers, nil.
func handler(expr ast.Expr) bool {
	switch expr := expr.(type) {
	case *ast.BasicLit:
		return expr.Kind == token.STRING
	case *ast.Ident:
		return expr.Name != "nil" && expr.Name != "err"
	}
	return true
}
