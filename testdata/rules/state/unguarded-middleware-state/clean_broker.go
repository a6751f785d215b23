// Package broker has one goroutine that knows all who listen.
package broker

import (
	"fmt"
	"net/http"
)

type listener struct {
	r   *http.Request
	w   http.ResponseWriter
	out chan string
}

type broker struct {
	all    map[chan string]*listener
	joined chan *listener
	left   chan chan string
	news   chan string
}

func newBroker() *broker {
	return &broker{
		all: map[chan string]*listener{}, joined: make(chan *listener), left: make(chan chan string), news: make(chan string),
	}
}

func (b *broker) run() {
	for {
		select {
		case l := <-b.joined:
			b.all[l.out] = l
		case out := <-b.left:
			if l := b.all[out]; l != nil {
				b.drop(l)
			}
		case text := <-b.news:
			for out := range b.all {
				out <- text
			}
		}
	}
}

func (b *broker) drop(l *listener) {
	delete(b.all, l.out)
	close(l.out)
}

func (b *broker) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	l := &listener{r: r, w: w, out: make(chan string, 8)}
	b.joined <- l
	for text := range l.out {
		if _, err := fmt.Fprintln(w, text); err != nil {
			break
		}
	}
	b.left <- l.out
}
