// Package bodies reads what clients send as slowly as they like.
package bodies

import (
	"net/http"
	"sync"

	"github.com/gin-gonic/gin"
)

type account struct {
	Name string `json:"name"`
}

type accounts struct {
	mu    sync.Mutex
	names map[string]bool
}

func (a *accounts) register(c *gin.Context) {
	a.mu.Lock()
	defer a.mu.Unlock()
	var sent account
	if err := c.ShouldBindJSON(&sent); err != nil { // want "`a.mu` is held while this waits for the request's body"
		c.Status(http.StatusBadRequest)
		return
	}
	a.names[sent.Name] = true
}

func (a *accounts) upload(w http.ResponseWriter, r *http.Request) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if err := r.ParseMultipartForm(1 << 20); err != nil { // want "waits for the request's body"
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	defer r.MultipartForm.RemoveAll()
	a.names[r.FormValue("name")] = true
}

func (a *accounts) rename(c *gin.Context) {
	var sent account
	if err := c.ShouldBindJSON(&sent); err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.names[sent.Name] = true
}

// The query is there already.
func (a *accounts) find(c *gin.Context) {
	a.mu.Lock()
	defer a.mu.Unlock()
	var asked account
	if err := c.ShouldBindQuery(&asked); err == nil {
		c.JSON(http.StatusOK, a.names[asked.Name])
	}
}

func routes(r *gin.Engine, a *accounts) {
	r.POST("/", a.register)
	r.PUT("/", a.rename)
	r.GET("/", a.find)
	http.HandleFunc("/upload", a.upload)
}
