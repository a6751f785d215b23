// Timers that end the life of an entry, which is to last that long.
package expiry

import (
	"net/http"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
)

var (
	mu     sync.Mutex
	tasks  = map[string]*http.Request{}
	active sync.Map
)

func begin(w http.ResponseWriter, r *http.Request) {
	id := r.URL.Path
	mu.Lock()
	tasks[id] = r
	mu.Unlock()
	time.AfterFunc(time.Hour, func() { // want "1 timer per request"
		mu.Lock()
		delete(tasks, id)
		mu.Unlock()
	})
}

func login(c *gin.Context) {
	token := c.Query("token")
	active.Store(token, c.ClientIP())
	time.AfterFunc(30*time.Minute, func() { active.Delete(token) }) // want "1 timer per request"
}
