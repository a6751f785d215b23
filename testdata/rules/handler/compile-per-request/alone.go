// Package alone compiles texts where nothing else takes long, however long they take.
package alone

import (
	"html/template"
	"net/http"
	"regexp"
)

func page(w http.ResponseWriter, r *http.Request) {
	shown, err := template.ParseFiles("page.tmpl") // want "template"
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	name := regexp.MustCompile(`^/\w+$`).FindString(r.URL.Path) // want "regular expression"
	_ = shown.Execute(w, name)
}
