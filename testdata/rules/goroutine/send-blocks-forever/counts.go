// Package mirrors counts, and leaves before the count has come to zero.
package mirrors

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

func ask(mirror string) string { return "from " + mirror }

// A good answer, or the end of the request, leaves the others behind.
func hedge(ctx context.Context, mirrors []string) string {
	answers := make(chan string)
	pending := 0
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			if len(mirrors) > 0 {
				pending++
				mirror := mirrors[0]
				go func() {
					answers <- ask(mirror) // want "the send on `answers` blocks for ever when something else comes first"
				}()
				mirrors = mirrors[1:]
			}
		case answer := <-answers:
			pending--
			if answer != "" {
				return answer
			}
			if pending == 0 && len(mirrors) == 0 {
				return ""
			}
		case <-ctx.Done():
			return ""
		}
	}
}

// This count is of brackets.
func balanced(ctx context.Context, text string) (string, error) {
	depth := 0
	for _, r := range text {
		switch r {
		case '(':
			depth++
		case ')':
			depth--
		}
		if depth < 0 {
			return "", fmt.Errorf("unbalanced")
		}
	}
	out := make(chan string)
	go func() {
		out <- ask(text) // want "the send on `out` blocks for ever"
	}()
	select {
	case answer := <-out:
		return answer, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// All have answered when this one leaves.
func cleanAll(mirrors []string) (answered []string) {
	answers := make(chan string)
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	pending := 0
	for {
		select {
		case <-tick.C:
			if len(mirrors) > 0 {
				pending++
				mirror := mirrors[0]
				go func() { answers <- ask(mirror) }()
				mirrors = mirrors[1:]
			}
		case answer := <-answers:
			pending--
			answered = append(answered, answer)
			if pending == 0 && len(mirrors) == 0 {
				return answered
			}
		}
	}
}

func serve(w http.ResponseWriter, r *http.Request) {
	fmt.Fprintln(w, hedge(r.Context(), r.URL.Query()["mirror"]))
	fmt.Fprintln(w, cleanAll(r.URL.Query()["all"]))
	answer, err := balanced(r.Context(), r.FormValue("text"))
	fmt.Fprintln(w, answer, err)
}

func routes(mux *http.ServeMux) { mux.HandleFunc("/", serve) }
