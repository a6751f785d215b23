// Package shop keeps what it shows in fields that one method sets under a lock.
package shop

import (
	"fmt"
	"html/template"
	"net/http"
	"os"
	"sync"
	"time"
)

type pages struct {
	mu    sync.RWMutex
	dir   string
	index *template.Template
	title string
	seen  int
	root  string
}

// It is loaded again whenever somebody changes the theme.
func (p *pages) reload(w http.ResponseWriter, r *http.Request) {
	parsed, err := template.ParseGlob(p.dir + "/*.html")
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	p.mu.Lock()
	p.index = parsed
	p.title = r.FormValue("title")
	p.mu.Unlock()
}

func (p *pages) show(w http.ResponseWriter, r *http.Request) {
	p.index.Execute(w, p.title) // want "`p.index`, and 1 more beside it, are read here with no lock held, though `p.mu` is held where `\\(\\*pages\\).reload` sets it: a data race, in which"
}

func (p *pages) cleanShow(w http.ResponseWriter, r *http.Request) {
	p.mu.RLock()
	index, title := p.index, p.title
	p.mu.RUnlock()
	index.Execute(w, title)
}

// Nobody sets this one again.
func (p *pages) where(w http.ResponseWriter, r *http.Request) { fmt.Fprintln(w, p.dir, p.root) }

type revoked struct {
	mu    sync.Mutex
	path  string
	at    time.Time
	names []string
}

// Who takes the lock for what comes next has not had it here.
func (l *revoked) refresh() error {
	if time.Since(l.at) < time.Minute { // want "`l.at` is read here with no lock held, though `l.mu` is held where `\\(\\*revoked\\).refresh` sets it"
		return nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	data, err := os.ReadFile(l.path)
	if err != nil {
		return err
	}
	l.names = append(l.names, string(data))
	l.at = time.Now()
	return nil
}

func (l *revoked) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := l.refresh(); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func serve() error {
	shown := &pages{dir: "pages"}
	http.HandleFunc("/", shown.show)
	http.HandleFunc("/clean", shown.cleanShow)
	http.HandleFunc("/where", shown.where)
	http.HandleFunc("/theme", shown.reload)
	http.Handle("/revoked", &revoked{path: "revoked.txt"})
	server := &http.Server{Addr: ":8080", ReadHeaderTimeout: time.Minute, ReadTimeout: time.Minute}
	return server.ListenAndServe()
}

func main() {
	if err := serve(); err != nil {
		panic(err)
	}
}
