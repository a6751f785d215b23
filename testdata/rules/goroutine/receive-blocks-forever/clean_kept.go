// Package kept hands over what ends its goroutine, on one way only.
package kept

import (
	"errors"
	"io"
)

type tape struct{ lines chan string }

func (t *tape) read() (string, bool) {
	line, ok := <-t.lines
	return line, ok
}

type reader struct{ tape *tape }

type writer struct{ tape *tape }

func (w *writer) Write(p []byte) (int, error) {
	w.tape.lines <- string(p)
	return len(p), nil
}

func (w *writer) Close() error {
	close(w.tape.lines)
	return nil
}

func reel() (*reader, *writer) {
	t := &tape{lines: make(chan string)}
	return &reader{tape: t}, &writer{tape: t}
}

type limited struct {
	*writer
	size int
}

type line struct {
	out io.WriteCloser
	end func()
}

func open(direct bool, out io.WriteCloser, show func(string)) (*line, error) {
	l := &line{out: out, end: func() {}}
	if direct {
		return l, nil
	}
	if out == nil {
		return nil, errors.New("nowhere to write to")
	}
	in, w := reel()
	l.out = limited{w, 80}
	go func() {
		for {
			text, ok := in.tape.read()
			if !ok {
				return
			}
			show(text)
		}
	}()
	return l, nil
}

// progress returns what ends the goroutine, if there is one.
func progress(show func(int)) (chan<- int, func()) {
	var steps chan int
	end := func() {}
	if show != nil {
		on := make(chan int, 10)
		steps = on
		go func() {
			for step := range on {
				show(step)
			}
		}()
		end = func() { close(on) }
	}
	return steps, end
}
