from flask import Blueprint, render_template
pages = Blueprint("home", __name__)
