package shared

import (
	"database/sql"
	"net/http"

	"gorm.io/gorm"

	"github.com/gin-gonic/gin"
)

// Config is how a dialect is told where its tables are.
type Config struct {
	DSN  string
	Conn gorm.ConnPool
}

type dialect struct {
	gorm.Dialector
	config Config
}

func dialectOf(config Config) gorm.Dialector { return dialect{config: config} }

// What is opened around a pool that everybody shares makes none.
func list(pool *sql.DB) gin.HandlerFunc {
	return func(c *gin.Context) {
		db, err := gorm.Open(dialectOf(Config{Conn: pool}), &gorm.Config{})
		if err != nil {
			c.AbortWithStatus(http.StatusInternalServerError)
			return
		}
		var names []string
		db.Table("users").Pluck("name", &names)
		c.JSON(http.StatusOK, names)
	}
}

func listAnew(dsn string) gin.HandlerFunc {
	return func(c *gin.Context) {
		db, err := gorm.Open(dialectOf(Config{DSN: dsn}), &gorm.Config{}) // want "a new database pool per request"
		if err != nil {
			c.AbortWithStatus(http.StatusInternalServerError)
			return
		}
		var names []string
		db.Table("users").Pluck("name", &names)
		c.JSON(http.StatusOK, names)
	}
}
