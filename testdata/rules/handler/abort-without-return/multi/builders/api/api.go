// Package api answers by what builds responses.
package api

import (
	"net/http"
	"os"

	"example.com/builders/reply"
)

func page(w http.ResponseWriter, r *http.Request) {
	text, err := os.ReadFile("page.html")
	if err != nil {
		reply.Failure(w, err) // want "`reply.Failure` answers the request, but the handler goes on to `reply.Missing`"
	}
	if text == nil {
		reply.Missing(w)
		return
	}
	reply.To(w).Body(text).Send()
}

func entry(w http.ResponseWriter, r *http.Request) {
	text, err := os.ReadFile("entry.html")
	if err != nil {
		reply.To(w).Status(http.StatusNotFound).Send() // want "answers the request, but the handler goes on to `reply.To"
	}
	reply.To(w).Body(text).Send()
}

func entryAlone(w http.ResponseWriter, r *http.Request) {
	text, err := os.ReadFile("entry.html")
	if err != nil {
		reply.Failure(w, err)
		return
	}
	reply.To(w).Body(text).Send()
}

// What is built is answered once.
func built(w http.ResponseWriter, r *http.Request) {
	answer := reply.To(w)
	text, err := os.ReadFile("entry.html")
	if err != nil {
		answer.Status(http.StatusNotFound)
		answer.Body(answer.Describe())
	} else {
		answer.Body(text)
	}
	answer.Send()
}

// The status comes first, the body after it.
func recorded(w http.ResponseWriter, r *http.Request) {
	text, _ := os.ReadFile("entry.html")
	out := reply.Record(w)
	if text == nil {
		out.WriteHeader(http.StatusNotFound)
	}
	_, _ = out.Write(append(text, '.'))
}

func recordedEither(w http.ResponseWriter, r *http.Request) {
	text, err := os.ReadFile("entry.html")
	out := reply.Record(w)
	if err != nil {
		out.WriteHeader(http.StatusNotFound)
	} else {
		out.WriteHeader(http.StatusAccepted)
	}
	_, _ = out.Write(append(text, '.'))
}
