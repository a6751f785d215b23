// Package answered has contexts of its own, made of a request and its response writer.
package answered

import "net/http"

type call struct {
	Request        *http.Request
	ResponseWriter http.ResponseWriter
	user           string
}

type handler func(c *call) error

type route struct {
	path   string
	handle handler
}

func ask(c *call) error {
	resp, err := http.Get("https://example.org/" + c.user) // want "`http.Get` waits for ever"
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func routes() []route { return []route{{"/ask", ask}} }

func serve(mux *http.ServeMux) {
	for _, it := range routes() {
		mux.HandleFunc(it.path, func(w http.ResponseWriter, r *http.Request) {
			if it.handle(&call{Request: r, ResponseWriter: w}) != nil {
				w.WriteHeader(http.StatusBadGateway)
			}
		})
	}
}
