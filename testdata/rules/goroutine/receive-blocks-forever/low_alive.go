// Package alive keeps a process going by a channel that is there for nothing else.
package alive

import (
	"net/http"
	"time"
)

func consume(handle func()) {
	go handle()
	forever := make(chan struct{})
	println("waiting for messages")
	<-forever // want "the receive from `forever` blocks for ever"
}

// Nobody can mean anything else by that.
func listen(server *http.Server) {
	go func() {
		if err := server.ListenAndServe(); err != nil {
			panic(err)
		}
	}()
	<-make(chan struct{}, 1)
}

// What is configured is started: nobody configures nothing.
type doors struct{ front, back string }

func (d *doors) open(watch func(string) error) error {
	ended := make(chan error, 2)
	if d.front != "" {
		go func() {
			ended <- watch(d.front)
		}()
	}
	if d.back != "" {
		go func() {
			ended <- watch(d.back)
		}()
	}
	return <-ended // want "the receive from `ended` blocks for ever"
}

// The last line says that it is the last.
const last = "done"

func (d *doors) print(write func(string) error, produce func(chan<- string)) {
	lines := make(chan string, 20)
	written := make(chan struct{}, 1)
	go func() {
		for line := range lines { // want "the range over `lines` never ends"
			if line == last {
				written <- struct{}{}
				return
			}
			if write(line) != nil {
				return
			}
		}
	}()
	go func() {
		lines <- d.front
		lines <- last
	}()
	select {
	case <-written:
	case <-time.After(time.Second):
	}
}

// So does a helper that a goroutine calls.
type kind int

const (
	byLine kind = iota
	byPage
)

func (d *doors) record(what kind, watch func(string) error) error {
	ended := make(chan error, 1)
	switch what {
	case byLine:
		go func() {
			ended <- watch(d.front)
		}()
	case byPage:
		go func() {
			ended <- watch(d.back)
		}()
	}
	return <-ended // want "the receive from `ended` blocks for ever"
}
