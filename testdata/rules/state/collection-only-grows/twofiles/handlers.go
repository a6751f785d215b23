package twofiles

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

func (s *store) put(c *gin.Context) {
	s.mu.Lock()
	s.entries[c.Param("key")] = c.Query("value")
	s.mu.Unlock()
}

func (s *store) keep(c *gin.Context) {
	s.mu.Lock()
	s.kept[c.Param("key")] = c.Query("value") // want "`kept` gains an entry per `c.Param..key..`"
	s.mu.Unlock()
}

func (s *store) remove(c *gin.Context) {
	s.drop(c.Param("key"))
	c.JSON(http.StatusOK, gin.H{"size": s.size()})
}
