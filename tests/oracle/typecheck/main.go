// Command typecheck type-checks every case below a folder of rule cases, each
// as the package that it is, and prints what is wrong as JSON.
//
// Usage: typecheck MODULE_DIR CASES_DIR
//
// MODULE_DIR holds the go.mod whose modules the cases may import. A case that
// is not meant to compile says so: `// does-not-compile: reason` above the
// package clause excuses its file, at the end of a line that line. An excuse
// that excuses nothing is an error too.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// problem is one complaint; File is relative to CASES_DIR.
type problem struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Message string `json:"message"`
}

type answer struct {
	Cases    []string  `json:"cases"`
	Problems []problem `json:"problems"`
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: typecheck MODULE_DIR CASES_DIR")
		os.Exit(2)
	}
	result, err := run(os.Args[1], os.Args[2])
	if err == nil {
		err = json.NewEncoder(os.Stdout).Encode(result)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "typecheck:", err)
		os.Exit(1)
	}
}

func run(moduleDir, casesDir string) (*answer, error) {
	casesDir, err := filepath.Abs(casesDir)
	if err != nil {
		return nil, err
	}
	version, err := goLine(filepath.Join(moduleDir, "go.mod"))
	if err != nil {
		return nil, err
	}
	cases, err := discover(casesDir, version)
	if err != nil {
		return nil, err
	}
	checker := newChecker(casesDir)
	for _, c := range cases {
		if err := checker.parse(c); err != nil {
			return nil, err
		}
	}
	if err := checker.loadDependencies(moduleDir, cases); err != nil {
		return nil, err
	}
	result := &answer{Cases: []string{}, Problems: []problem{}}
	for _, c := range cases {
		result.Cases = append(result.Cases, checker.relative(c.dir, c.only))
		checker.check(c)
	}
	result.Problems = append(result.Problems, checker.finish()...)
	return result, nil
}
