// Package turns has loops in which one goroutine at a time is under way: the channel has room for its answer.
package turns

import (
	"fmt"
	"net/http"
	"time"
)

func fetch() int { return time.Now().Second() }

// The case is turned off until the answer has come.
func turnedOff(w http.ResponseWriter, r *http.Request) {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	due := tick.C
	done := make(chan int, 1)
	for {
		select {
		case <-due:
			due = nil
			go func() { done <- fetch() }()
		case n := <-done:
			due = tick.C
			fmt.Fprintln(w, n)
		case <-r.Context().Done():
			return
		}
	}
}

// It comes once.
func after(w http.ResponseWriter, r *http.Request) {
	begin := time.After(time.Second)
	done := make(chan int, 1)
	for {
		select {
		case <-begin:
			go func() { done <- fetch() }()
		case n := <-done:
			fmt.Fprintln(w, n)
			return
		case <-r.Context().Done():
			return
		}
	}
}

// The timer is set anew once the answer is there.
func rearmed(w http.ResponseWriter, r *http.Request) {
	timer := time.NewTimer(time.Second)
	defer timer.Stop()
	done := make(chan int, 1)
	for {
		select {
		case <-timer.C:
			go func() { done <- fetch() }()
		case n := <-done:
			fmt.Fprintln(w, n)
			timer.Reset(time.Second)
		case <-r.Context().Done():
			return
		}
	}
}

type state struct{ busy bool }

// A flag keeps the others back.
func flagged(w http.ResponseWriter, r *http.Request) {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	s := &state{}
	done := make(chan int, 1)
	for {
		select {
		case <-tick.C:
			if !s.busy {
				s.busy = true
				go func() { done <- fetch() }()
			}
		case n := <-done:
			s.busy = false
			fmt.Fprintln(w, n)
		case <-r.Context().Done():
			return
		}
	}
}

func main() {
	http.HandleFunc("/off", turnedOff)
	http.HandleFunc("/after", after)
	http.HandleFunc("/timer", rearmed)
	http.HandleFunc("/flag", flagged)
	server := &http.Server{Addr: ":8080", ReadHeaderTimeout: time.Second, ReadTimeout: time.Second}
	panic(server.ListenAndServe())
}
