// Package lazy compiles where something that lasts is found unset.
package lazy

import (
	"html/template"
	"net/http"
	"regexp"
	"sync"
)

const written = "language: go"

type settings struct {
	language string
}

func newSettings() *settings {
	return &settings{language: regexp.MustCompile(`[a-z]+$`).FindString(written)}
}

func eachTime() *settings {
	return &settings{language: regexp.MustCompile(`^[a-z]+`).FindString(written)} // want "the same regular expression is compiled per request"
}

type site struct {
	mu       sync.Mutex
	settings *settings
	pages    map[string]*settings
	count    int
}

func (s *site) cleanField() *settings {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.settings != nil {
		return s.settings
	}
	s.settings = newSettings()
	return s.settings
}

func (s *site) cleanEntry(name string) *settings {
	s.mu.Lock()
	defer s.mu.Unlock()
	known, ok := s.pages[name]
	if !ok {
		known = newSettings()
		s.pages[name] = known
	}
	return known
}

func (s *site) cleanBlock() *settings {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.settings == nil {
		made := newSettings()
		s.settings = made
	}
	return s.settings
}

// What is tested is not what is set.
func (s *site) counts() *settings {
	if s.count == 0 {
		return nil
	}
	s.count++
	return eachTime()
}

var page *template.Template

func cleanPage() *template.Template {
	if page == nil {
		made, err := template.New("page").Parse(`{{.}}`)
		if err != nil {
			return nil
		}
		page = made
	}
	return page
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	all := []*settings{s.cleanField(), s.cleanEntry(r.URL.Path), s.cleanBlock(), s.counts()}
	for _, each := range all {
		if each != nil && each.language != "" {
			_ = cleanPage().Execute(w, r.URL.Path)
		}
	}
}

// Each request has a draft of its own.
type draft struct{ title string }

func (d *draft) load(text string) {
	if d.title == "" {
		title := regexp.MustCompile(`^# (.*)`).FindString(text) // want "the same regular expression is compiled per request"
		d.title = title
	}
}

func drafts(w http.ResponseWriter, r *http.Request) {
	own := &draft{}
	own.load(r.FormValue("text"))
	_, _ = w.Write([]byte(own.title))
}

func inOrder(w http.ResponseWriter, r *http.Request) {
	err := r.ParseForm()
	func() {
		if err != nil {
			return
		}
		if regexp.MustCompile(`^[0-9]+$`).MatchString(r.FormValue("count")) { // want "the same regular expression is compiled per request"
			_, err = w.Write([]byte("a number"))
		}
	}()
}
