package badshapes

import (
	"net/http"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
	"golang.org/x/sync/errgroup"
)

var (
	mu      sync.Mutex
	newest  string
	late    int
	grouped = map[string]int{}
	cleared = map[string]int{}
	after   int
)

func locksTooShort(c *gin.Context) {
	mu.Lock()
	mu.Unlock()
	late++ // want "late"
	c.Next()
}

func later(c *gin.Context) {
	time.AfterFunc(time.Second, func() {
		after++ // want "after"
	})
	c.Next()
}

func inGroup(c *gin.Context) {
	var g errgroup.Group
	g.Go(func() error {
		grouped[c.FullPath()]++ // want "grouped"
		return nil
	})
	_ = g.Wait()
}

func clears(w http.ResponseWriter, _ *http.Request) {
	clear(cleared) // want "cleared"
	w.WriteHeader(http.StatusNoContent)
}

func assigns(w http.ResponseWriter, r *http.Request) {
	var err error
	newest, err = r.Host, r.Context().Err() // want "newest"
	if err != nil {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
}

func routes(engine *gin.Engine) {
	engine.Use(locksTooShort, later, inGroup)
	http.HandleFunc("DELETE /all", clears)
	http.HandleFunc("POST /newest", assigns)
}

var unlocked int

func said(c *gin.Context) {
	// TODO: this needs a lock.
	unlocked++ // want "`unlocked` is written while serving a request"
	c.Next()
}
