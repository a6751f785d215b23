// Package signalled goes on until a signal comes, with work for each request and message.
package signalled

import (
	"context"
	"net/http"
	"os"
	"os/signal"
	"time"
)

func Serve(ctx context.Context, messages <-chan string) {
	ctx, cancel := signal.NotifyContext(ctx, os.Interrupt)
	defer cancel()
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		_, _ = w.Write([]byte(load(r.URL.Path)))
	})
	for {
		select {
		case message := <-messages:
			println(forward(message))
		case <-ctx.Done():
			return
		}
	}
}

func load(name string) string {
	loaded := make(chan string)
	go func() { loaded <- name }() // want "the send on `loaded` blocks for ever"
	select {
	case text := <-loaded:
		return text
	case <-time.After(time.Second):
		return ""
	}
}

func forward(message string) string {
	answered := make(chan string)
	go func() { answered <- message }() // want "the send on `answered` blocks for ever"
	select {
	case text := <-answered:
		return text
	case <-time.After(time.Second):
		return ""
	}
}
