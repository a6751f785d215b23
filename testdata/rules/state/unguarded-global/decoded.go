// Package decoded has settings that requests decode into package variables.
package decoded

import (
	"encoding/json"
	"net/http"
	"sync"

	"github.com/gin-gonic/gin"
)

type settings struct{ Title string }

var (
	ratios  = map[string]float64{"default": 1}
	current settings
	guarded = map[string]float64{}
	mu      sync.RWMutex
)

func update(c *gin.Context) {
	if err := json.NewDecoder(c.Request.Body).Decode(&ratios); err != nil { // want "concurrent map writes"
		c.Status(http.StatusBadRequest)
		return
	}
	c.Status(http.StatusNoContent)
}

func rename(c *gin.Context) {
	data := []byte(c.Query("settings"))
	if err := json.Unmarshal(data, &current); err != nil { // want "`current` is written"
		c.Status(http.StatusBadRequest)
		return
	}
	c.Status(http.StatusNoContent)
}

func cleanUpdate(c *gin.Context) {
	mu.Lock()
	defer mu.Unlock()
	if err := json.Unmarshal([]byte(c.Query("ratios")), &guarded); err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	c.Status(http.StatusNoContent)
}

func cleanOwn(c *gin.Context) {
	var next settings
	if err := json.Unmarshal([]byte(c.Query("settings")), &next); err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	c.JSON(http.StatusOK, next)
}

func cleanOf(name string) (float64, string) {
	mu.RLock()
	defer mu.RUnlock()
	return guarded[name], name
}

func show(c *gin.Context) { c.JSON(http.StatusOK, gin.H{"title": current.Title, "ratio": ratios["default"]}) }

func register(r *gin.Engine) {
	r.PUT("/ratios", update)
	r.PUT("/settings", rename)
	r.PUT("/guarded", cleanUpdate)
	r.PUT("/own", cleanOwn)
	r.GET("/", show)
}
