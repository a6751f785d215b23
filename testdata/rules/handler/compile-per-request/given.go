// Package given compiles texts that are one of a few: of a list, or what each caller says.
package given

import (
	"net/http"
	"regexp"
	"strings"
)

func matches(pattern, text string) bool {
	return regexp.MustCompile(pattern).MatchString(text) // want "the same regular expression is compiled per request"
}

func sign(w http.ResponseWriter, r *http.Request) {
	if !matches(`^\w+$`, r.FormValue("name")) || !matches(`^\d+$`, r.FormValue("age")) {
		w.WriteHeader(http.StatusBadRequest)
	}
}

// One of its callers asks for what the client says.
func cleanAny(pattern, text string) bool {
	found, err := regexp.MatchString(pattern, text)
	return err == nil && found
}

func search(w http.ResponseWriter, r *http.Request) {
	if !cleanAny(`^\w+$`, r.FormValue("name")) || !cleanAny(r.FormValue("pattern"), r.FormValue("name")) {
		w.WriteHeader(http.StatusBadRequest)
	}
}

func scrub(w http.ResponseWriter, r *http.Request) {
	text := r.FormValue("text")
	for pattern, by := range map[string]string{`\n{3,}`: "\n\n", `[ \t]+$`: ""} {
		text = regexp.MustCompile(pattern).ReplaceAllString(text, by) // want "the same regular expression is compiled per request"
	}
	_, _ = w.Write([]byte(text))
}

func scrubEach(w http.ResponseWriter, r *http.Request) {
	text := r.FormValue("text")
	patterns := []string{`\n{3,}`, `[ \t]+$`}
	for _, pattern := range patterns {
		text = regexp.MustCompile(pattern).ReplaceAllString(text, "") // want "the same regular expression is compiled per request"
	}
	_, _ = w.Write([]byte(text))
}

func scrubAll(w http.ResponseWriter, r *http.Request) {
	text := r.FormValue("text")
	rules := map[*regexp.Regexp]string{
		regexp.MustCompile(`\n{3,}`): "\n\n", // want "the same regular expression is compiled per request"
	}
	for rule, by := range rules {
		text = rule.ReplaceAllString(text, by)
	}
	_, _ = w.Write([]byte(text))
}

func cleanWords(w http.ResponseWriter, r *http.Request) {
	text := r.FormValue("text")
	for _, word := range []string{`\d+`, strings.ToLower(r.FormValue("word"))} {
		text = regexp.MustCompile(word).ReplaceAllString(text, "")
	}
	_, _ = w.Write([]byte(text))
}

type cleaner struct{ rules map[*regexp.Regexp]string }

func newCleaner() *cleaner {
	rules := map[*regexp.Regexp]string{regexp.MustCompile(`\n{3,}`): "\n\n"}
	return &cleaner{rules: rules}
}

var cleaners = map[string]*cleaner{}

func cleanKept(w http.ResponseWriter, r *http.Request) {
	if cleaners[r.Host] == nil {
		w.WriteHeader(http.StatusNotFound)
	}
}
