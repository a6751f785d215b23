// Package exits ends its process where something has failed.
package exits

import (
	"errors"
	"os"
)

type rows struct{ all chan int }

func check(err error) {
	if err == nil {
		return
	}
	fail(err.Error())
}

func fail(why string) {
	os.Stderr.WriteString(why)
	os.Exit(1)
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
		check(r.fill(n))
	}()
	for row := range r.all { // want "the range over `all` never ends"
		total += row
	}
	return total
}
