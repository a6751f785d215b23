// Package tool has functions that a command line runs with its arguments.
package tool

import (
	"context"
	"io"
	"os"
)

type Command struct {
	Name string
	Run  func(args []string) error
}

func show(ctx context.Context, args []string) int {
	f, err := os.Open(args[0]) // want "the file in `f` is never closed"
	if err != nil || ctx.Err() != nil {
		return 2
	}
	if _, err := io.Copy(os.Stdout, f); err != nil {
		return 1
	}
	return 0
}

func commands() []*Command {
	return []*Command{
		{Name: "other"},
		&Command{
			Name: "size",
			Run: func(args []string) error {
				f, err := os.Open(args[0]) // want "the file in `f` is never closed"
				if err != nil {
					return err
				}
				n, err := io.Copy(io.Discard, f)
				println(n)
				return err
			},
		},
	}
}
