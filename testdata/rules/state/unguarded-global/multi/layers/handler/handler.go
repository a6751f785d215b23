package handler

import (
	"net/http"

	"example.com/layers/service"
	"github.com/gin-gonic/gin"
)

type Orders struct{ orders *service.Orders }

func New(orders *service.Orders) *Orders { return &Orders{orders: orders} }

func (o *Orders) Create(c *gin.Context) {
	o.orders.Place(c.Query("item"))
	c.Status(http.StatusCreated)
}

func (o *Orders) List(c *gin.Context) {
	c.JSON(http.StatusOK, o.orders.All())
}
