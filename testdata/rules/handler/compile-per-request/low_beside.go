// Package beside compiles texts beside what takes far longer.
package beside

import (
	"html/template"
	"net/http"
	"os"
	"os/exec"
	"regexp"
)

func length(w http.ResponseWriter, r *http.Request) {
	out, err := exec.CommandContext(r.Context(), "ffprobe", "film.mp4").CombinedOutput()
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	duration := regexp.MustCompile(`Duration: (\d+)`) // want "regular expression"
	_, _ = w.Write(duration.Find(out))
}

func plain(name string) string {
	return regexp.MustCompile(`[^a-z]+`).ReplaceAllString(name, "-") // want "regular expression"
}

func export(w http.ResponseWriter, r *http.Request) {
	if err := os.WriteFile(plain(r.URL.Path), []byte("model"), 0o600); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func page(w http.ResponseWriter, r *http.Request) {
	if err := os.RemoveAll("cache"); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	shown, err := template.ParseFiles("page.tmpl") // want "template"
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	_ = shown.Execute(w, r.URL.Path)
}
