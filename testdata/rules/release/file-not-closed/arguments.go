// Package bot answers messages, each with a handler for its first word.
package bot

import (
	"io"
	"os"
)

type Answer struct {
	Name string
	Run  func(to io.Writer, args []string) error
}

func answers() []*Answer {
	return []*Answer{
		&Answer{
			Name: "show",
			Run: func(to io.Writer, args []string) error {
				f, err := os.Open(args[0]) // want "the file in `f` is never closed"
				if err != nil {
					return err
				}
				_, err = io.Copy(to, f)
				return err
			},
		},
	}
}

func sum(args []string) (n int, err error) {
	f, err := os.Open(args[0]) // want "the file in `f` is never closed"
	if err != nil {
		return 0, err
	}
	all, err := io.ReadAll(f)
	return len(all), err
}
