// Package resources has what a layer of its own calls for a request, by an interface.
package resources

import (
	"io"
	"net/http"
)

type resource interface {
	Create(request *http.Request) (string, error)
}

type functions struct{}

func (f *functions) Create(request *http.Request) (string, error) { return f.info(request) }

func (f *functions) info(request *http.Request) (string, error) {
	body, err := io.ReadAll(request.Body) // want "takes the whole request body into memory"
	return string(body), err
}

type projects struct{}

func (p *projects) Create(request *http.Request) (string, error) {
	return request.FormValue("name"), nil
}

type layer struct{ resource resource }

func (l *layer) create(w http.ResponseWriter, r *http.Request) {
	id, err := l.resource.Create(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	io.WriteString(w, id)
}

func routes(mux *http.ServeMux) {
	for path, served := range map[string]resource{"/functions": &functions{}, "/projects": &projects{}} {
		mux.HandleFunc(path, (&layer{resource: served}).create)
	}
}
