//go:build go1.21

// Package downgraded asks for Go 1.21 in this file alone.
package downgraded

import "fmt"

func shared(names []string) {
	for _, name := range names {
		go func() {
			fmt.Println(name) // want "name"
		}()
	}
}
