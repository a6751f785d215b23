// Package givenup saves what its callers have changed once they have given the lock up.
package givenup

import (
	"encoding/json"
	"net/http"
	"os"
	"sync"

	"github.com/gin-gonic/gin"
)

type sessions struct {
	mu   sync.Mutex
	all  map[string]string
	file string
}

func (s *sessions) create(c *gin.Context) {
	s.mu.Lock()
	if _, ok := s.all[c.Query("id")]; ok {
		s.mu.Unlock()
		c.AbortWithStatus(http.StatusConflict)
		return
	}
	s.all[c.Query("id")] = c.Query("name")
	s.mu.Unlock()
	s.save()
	c.Status(http.StatusCreated)
}

func (s *sessions) remove(c *gin.Context) {
	s.mu.Lock()
	delete(s.all, c.Query("id"))
	s.mu.Unlock()
	s.save()
	c.Status(http.StatusNoContent)
}

func (s *sessions) get(c *gin.Context) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c.String(http.StatusOK, s.all[c.Query("id")])
}

func (s *sessions) save() {
	names := make([]string, 0, len(s.all))
	for _, name := range s.all { // want "is ranged over here with no lock held, though `s.mu` is held where it is written"
		names = append(names, name)
	}
	if text, err := json.Marshal(names); err == nil {
		_ = os.WriteFile(s.file, text, 0o600)
	}
}

type cleanSessions struct {
	mu   sync.Mutex
	all  map[string]string
	file string
}

func (s *cleanSessions) create(c *gin.Context) {
	s.mu.Lock()
	s.all[c.Query("id")] = c.Query("name")
	s.save()
	s.mu.Unlock()
	c.Status(http.StatusCreated)
}

func (s *cleanSessions) remove(c *gin.Context) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.all, c.Query("id"))
	s.save()
	c.Status(http.StatusNoContent)
}

func (s *cleanSessions) get(c *gin.Context) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c.String(http.StatusOK, s.all[c.Query("id")])
}

func (s *cleanSessions) save() {
	names := make([]string, 0, len(s.all))
	for _, name := range s.all {
		names = append(names, name)
	}
	if text, err := json.Marshal(names); err == nil {
		_ = os.WriteFile(s.file, text, 0o600)
	}
}

func serve(engine *gin.Engine) {
	s := &sessions{all: map[string]string{}}
	engine.POST("/", s.create)
	engine.DELETE("/", s.remove)
	engine.GET("/", s.get)
	clean := &cleanSessions{all: map[string]string{}}
	engine.POST("/clean", clean.create)
	engine.DELETE("/clean", clean.remove)
	engine.GET("/clean", clean.get)
}
