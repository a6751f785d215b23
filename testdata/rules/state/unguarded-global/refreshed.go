// Package refreshed has goroutines that set variables which requests read.
package refreshed

import (
	"net/http"
	"sync"
	"time"
)

var (
	token   string
	names   []string
	seen    = map[string]int{}
	prices  = map[string]int{}
	rates   []int
	secret  string
	count   int
	started []string
	kept    string
	sizes   []int // only its length is looked at
	hidden  string
	mu      sync.Mutex
)

func fetch() string { return time.Now().String() }

func Start() {
	go func() {
		for {
			token = fetch() // want "`token`, and 1 more variable, are written by a goroutine, again and again"
			names = append(names, token)
			time.Sleep(time.Hour)
		}
	}()
	go watch()
	go func() {
		for range time.Tick(time.Hour) {
			count++ // one word, read at once
		}
	}()
	go func() {
		started = []string{fetch()} // once
	}()
	go func() {
		for range time.Tick(time.Hour) {
			mu.Lock()
			secret = fetch()
			mu.Unlock()
		}
	}()
	go func() {
		for range time.Tick(time.Hour) {
			hidden = fetch()
		}
	}()
}

func watch() {
	for range time.Tick(time.Minute) {
		refresh()
	}
}

func refresh() {
	prices[fetch()] = 2 // want "`prices` is written by a goroutine, again and again, .*concurrent map read and map write"
	prices = map[string]int{}
	sizes = append(sizes, 1)
	rates = nil // want "`rates` is written by a goroutine, again and again"
}

// Set is called by others than goroutines, too.
func Set(name string) { kept = name }

func keep() {
	for range time.Tick(time.Minute) {
		Set(fetch())
	}
}

func Show(w http.ResponseWriter, r *http.Request) {
	for _, name := range names {
		_, _ = w.Write([]byte(name + token + kept + started[count]))
	}
	_, _ = w.Write([]byte{byte(prices[r.URL.Path]), byte(rates[0]), byte(len(sizes))})
}

func Secret(w http.ResponseWriter, r *http.Request) {
	mu.Lock()
	now := secret
	mu.Unlock()
	_, _ = w.Write([]byte(now))
}

func main() {
	Set("first")
	go keep()
	Start()
	println(hidden, len(seen))
}
