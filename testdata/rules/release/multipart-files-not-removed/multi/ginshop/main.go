package main

import (
	"context"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
)

func deadline() gin.HandlerFunc {
	return func(c *gin.Context) {
		ctx, cancel := context.WithTimeout(c.Request.Context(), time.Minute)
		defer cancel()
		c.Request = c.Request.WithContext(ctx)
		c.Next()
	}
}

func upload(c *gin.Context) {
	form, err := c.MultipartForm() // want "the files of large uploads"
	if err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	for _, header := range form.File["files"] {
		if err := c.SaveUploadedFile(header, header.Filename); err != nil {
			_ = c.Error(err)
		}
	}
}
