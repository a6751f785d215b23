// Package validators makes one in each handler: one variable would do for all.
package validators

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/go-playground/validator/v10"
)

type order struct {
	Name string `validate:"required"`
}

func create(c *gin.Context) {
	var one order
	if err := c.ShouldBindJSON(&one); err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	if err := validator.New().Struct(one); err != nil { // want "the same validator, and 1 more in this package, are made per request"
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	c.Status(http.StatusCreated)
}

func update(c *gin.Context) {
	var one order
	if err := c.ShouldBindJSON(&one); err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	if err := validator.New().Struct(one); err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	c.Status(http.StatusOK)
}
