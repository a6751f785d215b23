// Package setbeside has watchers keep up to date what requests read.
package setbeside

import (
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
)

type status struct {
	Name   string
	Online bool
}

type monitor struct {
	names    []string
	statuses []status
	last     string
	count    int
	guarded  string
	mu       sync.Mutex
}

func ask(name string) (bool, error) {
	resp, err := http.Head("https://" + name)
	if err != nil {
		return false, err
	}
	defer resp.Body.Close()
	return resp.StatusCode < http.StatusBadRequest, nil
}

func (m *monitor) watch() {
	for {
		m.look()
		time.Sleep(10 * time.Second)
	}
}

func (m *monitor) look() {
	statuses := make([]status, 0, len(m.names))
	for _, name := range m.names {
		online, err := ask(name)
		if err != nil {
			m.last = err.Error() // want "`m.last` is written by a goroutine, again and again, with no lock held, and read while serving requests"
		}
		statuses = append(statuses, status{name, online})
	}
	m.statuses = statuses // want "`m.statuses` is written by a goroutine, again and again"
	m.count++
	m.keep(statuses)
}

func (m *monitor) keep(statuses []status) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.guarded = statuses[0].Name
}

func (m *monitor) show(c *gin.Context) {
	c.JSON(http.StatusOK, gin.H{"all": m.statuses, "rounds": m.count})
}

func (m *monitor) failure(c *gin.Context) {
	c.String(http.StatusOK, strings.ToUpper(m.last))
}

func (m *monitor) guardedName(c *gin.Context) {
	m.mu.Lock()
	defer m.mu.Unlock()
	c.String(http.StatusOK, m.guarded)
}

// cleanLoaded is set once, before anything is served.
type cleanLoaded struct{ names []string }

func (l *cleanLoaded) load() { l.names = strings.Fields("a b c") }

func (l *cleanLoaded) show(c *gin.Context) { c.JSON(http.StatusOK, l.names) }

// cleanRounds has what each round has for itself.
type round struct{ note string }

func (r *round) write(text string) { r.note = text }

func (r *round) Note() string { return r.note }

func cleanRounds() {
	for {
		one := &round{}
		one.write(time.Now().String())
		println(one.Note())
		time.Sleep(time.Second)
	}
}

func noted(c *gin.Context) {
	one := &round{note: c.Query("note")}
	c.String(http.StatusOK, one.Note())
}

func serve(engine *gin.Engine) {
	m := &monitor{names: []string{"example.com"}}
	go m.watch()
	go cleanRounds()
	l := &cleanLoaded{}
	l.load()
	engine.GET("/", m.show)
	engine.GET("/failure", m.failure)
	engine.GET("/guarded", m.guardedName)
	engine.GET("/names", l.show)
	engine.GET("/note", noted)
}
