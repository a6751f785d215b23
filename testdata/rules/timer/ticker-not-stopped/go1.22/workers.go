// Package workers goes on until it is told to end, or until it is through.
package workers

import (
	"context"
	"net/http"
	"time"
)

// Each request has one.
func serve(w http.ResponseWriter, r *http.Request) {
	go watch(r.Context())
}

func watch(ctx context.Context) {
	ticker := time.NewTicker(time.Minute) // want "never stopped"
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			println("watches")
		}
	}
}

// This is through once there are results.
func await(ctx context.Context, results <-chan int) int {
	ticker := time.NewTicker(time.Minute) // want "never stopped"
	for {
		select {
		case <-ctx.Done():
			return 0
		case result := <-results:
			return result
		case <-ticker.C:
			println("waits")
		}
	}
}
