// Package kinds undoes at the end what the first message of a stream did.
package kinds

import (
	"io"
	"log"
)

type hello struct{ name string }
type chunk struct{ data []byte }

type stream interface{ Recv() (any, error) }

type room struct{ members map[string]int }

func (r *room) serve(from stream, to io.Writer) error {
	for {
		message, err := from.Recv()
		if err != nil {
			return err
		}
		switch message := message.(type) {
		case *hello:
			defer func(name string) { // want "this runs when the function returns, not when the iteration ends"
				if _, known := r.members[name]; known {
					log.Println(name, "has gone")
				}
			}(message.name)
			r.members[message.name]++
		case *chunk:
			if _, err := to.Write(message.data); err != nil {
				return err
			}
		}
	}
}
