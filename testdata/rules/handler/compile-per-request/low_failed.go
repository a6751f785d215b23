package failed

import (
	"net/http"
	"net/url"
	"regexp"
)

func show(w http.ResponseWriter, r *http.Request) {
	to, err := url.Parse(r.FormValue("to"))
	if err != nil {
		line := regexp.MustCompile(`: (.*)$`) // want "the same regular expression is compiled per request"
		http.Error(w, line.FindString(err.Error()), http.StatusBadRequest)
		return
	}
	http.Redirect(w, r, to.String(), http.StatusFound)
}
