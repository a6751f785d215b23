// Package production reads its pages anew where users are.
package production

import (
	"html/template"
	"net/http"
)

type config struct{ Env string }

func (c *config) IsDev() bool { return c.Env == "dev" }

var pages *template.Template

type home struct{ config *config }

func (h *home) show(w http.ResponseWriter, _ *http.Request) {
	if !h.config.IsDev() {
		pages = template.Must(template.ParseGlob("pages/*.html")) // want "pages"
	}
	_ = pages.ExecuteTemplate(w, "home.html", nil)
}
