// Package developers reads its pages anew while somebody works on them.
package developers

import (
	"html/template"
	"net/http"
)

type config struct{ Env string }

func (c *config) IsDev() bool { return c.Env == "dev" }

var pages *template.Template

func load() {
	pages = template.Must(template.ParseGlob("pages/*.html")) // want "pages"
}

type home struct{ config *config }

func (h *home) show(w http.ResponseWriter, _ *http.Request) {
	if h.config.IsDev() {
		load()
	}
	_ = pages.ExecuteTemplate(w, "home.html", nil)
}
