package ticking

import (
	"encoding/json"
	"net/http"
	"os"
	"time"
)

// Command is what a command line runs.
type Command struct{ Name string }

type page struct{ counts map[string]int }

func serve(cmd *Command, _ []string) error {
	shown := &page{}
	go func() {
		for range time.Tick(time.Hour) {
			if err := shown.keep("page.json"); err != nil {
				println(cmd.Name, err.Error())
			}
		}
	}()
	server := &http.Server{Addr: "localhost:8080", ReadHeaderTimeout: time.Second}
	return server.ListenAndServe()
}

// A command that keeps something from time to time goes on for long.
func (p *page) keep(path string) error {
	f, err := os.Create(path) // want "the file in `f` is not closed on every path"
	if err != nil {
		return err
	}
	if err := json.NewEncoder(f).Encode(p.counts); err != nil {
		return err
	}
	return f.Close()
}
