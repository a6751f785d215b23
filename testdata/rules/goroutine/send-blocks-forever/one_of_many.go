// Package oneofmany stops one task of many, which requests may ask for at any time.
package oneofmany

import (
	"context"
	"errors"
	"net/http"
	"time"
)

type tasks interface {
	Stop(ctx context.Context, id int64) error
	Run(script string) string
}

type manager struct{ tasks tasks }

func (m *manager) StopAndWait(ctx context.Context, id int64, timeout time.Duration) error {
	failed := make(chan error)
	go func() { failed <- m.tasks.Stop(ctx, id) }() // want "the send on `failed` blocks for ever"
	select {
	case err := <-failed:
		return err
	case <-time.After(timeout):
		return errors.New("not stopped in time")
	}
}

// What a request runs ends with the request, not with the process.
func (m *manager) handle(w http.ResponseWriter, r *http.Request) {
	answer := make(chan string)
	go func() { answer <- m.tasks.Run(r.URL.Path) }() // want "the send on `answer` blocks for ever"
	select {
	case text := <-answer:
		println(text)
	case <-r.Context().Done():
	}
}
