package main

import (
	"bytes"
	"errors"
	"fmt"
	"go/importer"
	"io"
	"os"
	"os/exec"
	"sort"
	"strconv"
	"strings"
)

// loadDependencies has Go compile what the cases import and reads it as export data.
func (c *checker) loadDependencies(moduleDir string, units []*unit) error {
	c.units = map[string]*unit{}
	modulePaths := map[string]bool{}
	for _, u := range units {
		if u.modulePath != "" {
			c.units[key(u.moduleDir, u.importPath)] = u
			modulePaths[u.modulePath] = true
		}
	}
	exports, err := exportFiles(moduleDir, imports(units, modulePaths))
	if err != nil {
		return err
	}
	c.external = importer.ForCompiler(c.fset, "gc", func(importPath string) (io.ReadCloser, error) {
		file, found := exports[importPath]
		if !found {
			return nil, fmt.Errorf("testdata/deps/deps.go does not import %s", importPath)
		}
		return os.Open(file)
	})
	return nil
}

// imports returns the import paths that come from outside the cases.
func imports(units []*unit, modulePaths map[string]bool) []string {
	seen := map[string]bool{}
	for _, u := range units {
		for _, file := range u.files {
			for _, spec := range file.Imports {
				name, err := strconv.Unquote(spec.Path.Value)
				if err == nil && name != "unsafe" && name != u.importPath && !inModule(name, modulePaths) {
					seen[name] = true
				}
			}
		}
	}
	var names []string
	for name := range seen {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

func inModule(importPath string, modulePaths map[string]bool) bool {
	for module := range modulePaths {
		if within(module, importPath) {
			return true
		}
	}
	return false
}

func within(modulePath, importPath string) bool {
	return importPath == modulePath || strings.HasPrefix(importPath, modulePath+"/")
}

func key(moduleDir, importPath string) string {
	return moduleDir + "\x00" + importPath
}

func exportFiles(moduleDir string, importPaths []string) (map[string]string, error) {
	exports := map[string]string{}
	if len(importPaths) == 0 {
		return exports, nil
	}
	args := []string{"list", "-e", "-deps", "-export", "-f", "{{if .Export}}{{.ImportPath}}\t{{.Export}}{{end}}"}
	command := exec.Command("go", append(args, importPaths...)...)
	command.Dir = moduleDir
	command.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=readonly")
	var stderr bytes.Buffer
	command.Stderr = &stderr
	out, err := command.Output()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return nil, err
	}
	for _, line := range strings.Split(string(out), "\n") {
		if name, file, found := strings.Cut(line, "\t"); found {
			exports[name] = file
		}
	}
	if len(exports) == 0 {
		return nil, fmt.Errorf("go list: %s", bytes.TrimSpace(stderr.Bytes()))
	}
	return exports, nil
}
