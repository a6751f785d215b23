package nethttpforms

import (
	"fmt"
	"net"
	"net/http"
	"strings"
)

var (
	served   int
	agents   = map[string]int{}
	newest   string
	messages int
	banned   = map[string]struct{}{}
	done     int
	paths    = map[string]int{}
)

type home struct{ greeting string }

func (h *home) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	served++ // want "served"
	fmt.Fprintln(w, h.greeting)
}

func countAgents(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		agents[r.UserAgent()]++ // want "agents"
		next.ServeHTTP(w, r)
	})
}

func publish(w http.ResponseWriter, r *http.Request) {
	newest = r.FormValue("text") // want "newest"
	w.WriteHeader(http.StatusNoContent)
}

func routes() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/", countAgents(&home{greeting: "hello"}))
	mux.HandleFunc("POST /publish", publish)
	mux.HandleFunc("POST /ban", func(w http.ResponseWriter, r *http.Request) {
		banned[r.FormValue("who")] = struct{}{} // want "banned"
		w.WriteHeader(http.StatusNoContent)
	})
	var counted http.HandlerFunc = func(w http.ResponseWriter, r *http.Request) {
		paths[strings.ToLower(r.URL.Path)]++ // want "paths"
	}
	mux.Handle("/counted", counted)
	return mux
}

// An accept loop serves many clients at once.
func accept(listener net.Listener) error {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return err
		}
		go func() {
			defer conn.Close()
			messages++ // want "messages"
			fmt.Fprintln(conn, "hello")
		}()
	}
}

// Many goroutines, one variable.
func crunch(numbers []int) {
	for range numbers {
		go func() {
			done++ // want "done"
		}()
	}
}
