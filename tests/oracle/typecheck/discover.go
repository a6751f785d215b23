package main

import (
	"bufio"
	"fmt"
	"go/ast"
	"go/build"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
)

// unit is what is checked as one package: the files of dir, or only one.
type unit struct {
	dir        string
	only       string // the file's name, "" for all that Go would build here
	version    string // such as "go1.21"
	importPath string // how others of the same module import it
	modulePath string // "" for a package of its own
	moduleDir  string // tells modules of one path apart
	loading    bool
	files      []*ast.File
}

var versionDir = regexp.MustCompile(`^go1\.\d+$`)

// discover finds the cases: single files in rules/<topic>/<rule>/ and in its
// go1.NN/ folders, packages in its other folders, modules below its multi/.
func discover(casesDir, version string) ([]*unit, error) {
	ruleDirs, err := filepath.Glob(filepath.Join(casesDir, "*", "*"))
	if err != nil {
		return nil, err
	}
	var units []*unit
	for _, dir := range ruleDirs {
		found, err := discoverRule(dir, version)
		if err != nil {
			return nil, err
		}
		units = append(units, found...)
	}
	return units, nil
}

func discoverRule(dir, version string) ([]*unit, error) {
	units := singles(dir, version)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	for _, entry := range entries {
		sub := filepath.Join(dir, entry.Name())
		switch {
		case !entry.IsDir():
		case versionDir.MatchString(entry.Name()):
			units = append(units, singles(sub, entry.Name())...)
		case entry.Name() == "multi":
			found, err := modules(sub)
			if err != nil {
				return nil, err
			}
			units = append(units, found...)
		default:
			units = append(units, &unit{dir: sub, version: version, importPath: "case/" + entry.Name()})
		}
	}
	return units, nil
}

func singles(dir, version string) []*unit {
	names, _ := filepath.Glob(filepath.Join(dir, "*.go"))
	sort.Strings(names)
	var units []*unit
	for _, name := range names {
		units = append(units, &unit{dir: dir, only: filepath.Base(name), version: version, importPath: "case"})
	}
	return units
}

// modules finds the packages of every module below dir, by its go.mod.
func modules(dir string) ([]*unit, error) {
	var units []*unit
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.Name() != "go.mod" {
			return err
		}
		found, err := packagesOf(name)
		units = append(units, found...)
		return err
	})
	return units, err
}

func packagesOf(goMod string) ([]*unit, error) {
	modulePath, err := directive(goMod, "module")
	if err != nil {
		return nil, err
	}
	version, err := goLine(goMod)
	if err != nil {
		return nil, err
	}
	root := filepath.Dir(goMod)
	var units []*unit
	err = filepath.WalkDir(root, func(dir string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		if dir != root && (hasFile(dir, "go.mod") || ignored(entry.Name())) {
			return fs.SkipDir
		}
		if names, _ := filepath.Glob(filepath.Join(dir, "*.go")); len(names) > 0 {
			below, _ := filepath.Rel(root, dir)
			importPath := path.Join(modulePath, filepath.ToSlash(below))
			units = append(units, &unit{
				dir: dir, version: version, importPath: importPath, modulePath: modulePath, moduleDir: root,
			})
		}
		return nil
	})
	return units, err
}

func ignored(name string) bool {
	return name == "testdata" || name == "vendor" || strings.HasPrefix(name, "_") || strings.HasPrefix(name, ".")
}

func hasFile(dir, name string) bool {
	_, err := os.Stat(filepath.Join(dir, name))
	return err == nil
}

// names returns the files of the unit that Go would compile on this machine.
func (u *unit) names() ([]string, error) {
	if u.only != "" {
		return []string{u.only}, nil
	}
	entries, err := os.ReadDir(u.dir)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, entry := range entries {
		if entry.IsDir() || !strings.HasSuffix(entry.Name(), ".go") {
			continue
		}
		if matched, err := build.Default.MatchFile(u.dir, entry.Name()); err != nil {
			return nil, err
		} else if matched {
			names = append(names, entry.Name())
		}
	}
	return names, nil
}

// goLine returns the language version of a go.mod file in the form of go/types.
func goLine(goMod string) (string, error) {
	line, err := directive(goMod, "go")
	if err != nil {
		return "", err
	}
	parts := strings.SplitN(line, ".", 3)
	if len(parts) < 2 {
		return "", fmt.Errorf("%s: odd go line %q", goMod, line)
	}
	return "go" + parts[0] + "." + parts[1], nil
}

func directive(goMod, word string) (string, error) {
	file, err := os.Open(goMod)
	if err != nil {
		return "", err
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		if fields := strings.Fields(lines.Text()); len(fields) == 2 && fields[0] == word {
			return fields[1], nil
		}
	}
	return "", fmt.Errorf("%s: no %s line", goMod, word)
}
