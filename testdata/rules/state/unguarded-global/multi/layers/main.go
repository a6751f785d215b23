// Command layers has a handler that calls a service that calls a store.
package main

import (
	"example.com/layers/handler"
	"example.com/layers/service"
	"example.com/layers/store"
	"github.com/gin-gonic/gin"
)

func main() {
	store.Configure("local")
	engine := gin.New()
	orders := handler.New(&service.Orders{})
	engine.POST("/orders", orders.Create)
	engine.GET("/orders", orders.List)
	_ = engine.Run("localhost:8080")
}
