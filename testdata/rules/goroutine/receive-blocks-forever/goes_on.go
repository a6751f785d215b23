// Package goes logs that something has failed, and goes on.
package goes

import (
	"errors"
	"log"
)

type rows struct{ all chan int }

func note(err error) {
	if err != nil {
		log.Print(err)
	}
}

func (r *rows) fill(n int) error {
	if n < 0 {
		return errors.New("none")
	}
	for i := range n {
		r.all <- i
	}
	close(r.all)
	return nil
}

func sum(n int) (total int) {
	r := rows{all: make(chan int)}
	go func() {
		note(r.fill(n))
	}()
	for row := range r.all { // want "the range over `all` never ends"
		total += row
	}
	return total
}
