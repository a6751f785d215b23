// Package channels has goroutines that go on speaking with their handler.
package channels

import (
	"context"
	"net/http"
)

type device struct{}

func (d *device) receive(ctx context.Context, acks chan<- int, failed chan<- error) {
	if err := ctx.Err(); err != nil {
		failed <- err
	}
	acks <- 1
}

func (d *device) send(w http.ResponseWriter, acks <-chan int, failed <-chan error) error {
	select {
	case <-acks:
		w.WriteHeader(http.StatusCreated)
		return nil
	case err := <-failed:
		return err
	}
}

func (d *device) cleanUpload(w http.ResponseWriter, r *http.Request) {
	acks := make(chan int, 1)
	failed := make(chan error, 1)
	go d.receive(r.Context(), acks, failed)
	if err := d.send(w, acks, failed); err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
	}
}

func store(ctx context.Context, name string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPut, "https://example.com/"+name, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (d *device) upload(w http.ResponseWriter, r *http.Request) {
	acks := make(chan int, 1)
	acks <- 1
	go store(r.Context(), r.URL.Path) // want "`r.Context..` is cancelled"
	w.WriteHeader(http.StatusAccepted)
}

func register(mux *http.ServeMux, d *device) {
	mux.HandleFunc("/upload", d.upload)
	mux.HandleFunc("/clean", d.cleanUpload)
}
