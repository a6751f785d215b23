// Package web shows meters.
package web

import (
	"fmt"
	"net/http"

	"example.com/meters/meter"
)

type pages struct {
	all   meter.Meters
	other interface{ Follow(string, int, bool) }
}

func (p *pages) show(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	p.other.Follow("any", 3, true)
	readings := make(chan int)
	for _, id := range r.URL.Query()["meter"] {
		if err := p.all.Follow(ctx, id, readings); err != nil {
			continue
		}
		if err := p.all.Heed(ctx, id, readings); err != nil {
			continue
		}
	}
	for {
		select {
		case value := <-readings:
			if _, err := fmt.Fprintln(w, value); err != nil {
				return
			}
		case <-ctx.Done():
			return
		}
	}
}

func (p *pages) sum(w http.ResponseWriter, r *http.Request) {
	readings := make(chan int)
	if err := p.all.Drain(r.Context(), "main", readings); err != nil {
		http.Error(w, "no meter", http.StatusNotFound)
		return
	}
	sum := 0
	for value := range readings {
		sum += value
	}
	fmt.Fprintln(w, sum)
}
