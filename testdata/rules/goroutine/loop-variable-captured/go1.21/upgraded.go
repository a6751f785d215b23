//go:build go1.22

// Package upgraded asks for Go 1.22 in this file alone.
package upgraded

import "fmt"

func fresh(names []string) {
	for _, name := range names {
		go func() { fmt.Println(name) }()
	}
}
